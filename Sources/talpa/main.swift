print("talpa")
